/** The first characters of a label, and a dot-dot-dot where some are left out. */
export function shortenLabel(label: string, longest: number): string {
  return label.length <= longest ? label : `${label.slice(0, longest - 1)}…`;
}
