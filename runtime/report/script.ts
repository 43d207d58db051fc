/** Shows the values of the epoch under the pointer; the page is complete without it. */
export const SCRIPT = `
for (const figure of document.querySelectorAll('figure.curve')) {
  const lines = JSON.parse(figure.dataset.values), frame = JSON.parse(figure.dataset.frame);
  const svg = figure.querySelector('svg'), cursor = figure.querySelector('.cursor'), output = figure.querySelector('output');
  svg.addEventListener('pointermove', (event) => {
    const box = svg.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * frame.width;
    const step = (frame.right - frame.left) / Math.max(1, frame.epochs - 1);
    const epoch = Math.min(frame.epochs, Math.max(1, Math.round((x - frame.left) / step) + 1));
    cursor.removeAttribute('hidden');
    cursor.setAttribute('transform', 'translate(' + (frame.left + (epoch - 1) * step) + ' 0)');
    output.textContent = 'epoch ' + epoch + lines.filter((line) => line.values[epoch - 1] != null)
      .map((line) => ' · ' + line.name + ' ' + line.values[epoch - 1].toPrecision(4)).join('');
  });
  svg.addEventListener('pointerleave', () => { cursor.setAttribute('hidden', ''); output.textContent = ''; });
}
`.trim();
