import fc from 'fast-check';

const names = fc.constantFrom('q', 'x', 'seen', 'picture', 'strongly_entangling', 'table_of_words');
const literals = fc.constantFrom('1', '10_000', '0.5', '1e-3', '8kHz', '"a, b"', 'true', '_');

/** Texts of expressions that nest to a depth, each level of precedence out of the next tighter one. */
function expressions(depth: number): fc.Arbitrary<string> {
  const atom = fc.oneof(literals, names);
  if (depth === 0) return atom;
  const inner = expressions(depth - 1);
  const list = fc.array(inner, { maxLength: 2 }).map((parts) => parts.join(','));
  const call = fc.oneof(
    names,
    fc.tuple(names, list).map(([name, all]) => `${name}(${all})`),
    fc.tuple(names, names, inner).map(([name, key, value]) => `${name}(1, ${key}:${value},)`),
  );
  const postfix = fc.oneof(
    { arbitrary: atom, weight: 3 },
    call,
    list.map((all) => `[${all}]`),
    inner.map((one) => `( ${one} )`),
    fc.tuple(names, inner, inner).map(([name, row, column]) => `${name}[${row},${column}]`),
  );
  const power = fc
    .tuple(fc.constantFrom('', '', '-', '- -'), postfix, fc.constantFrom('', '', '^2', '^-n'))
    .map((parts) => parts.join(''));
  const sum = fc.oneof(
    { arbitrary: power, weight: 6 },
    chain(power, power, ['+', '-', '*', '/', '%', '@']),
    fc.tuple(power, power).map(([left, right]) => `${left} <= ${right}`),
    fc.tuple(power, power, power).map(([from, to, by]) => `${from}..${to} by ${by}`),
  );
  const truth = fc.tuple(fc.constantFrom('', '', 'not '), sum).map((parts) => parts.join(''));
  const logic = fc.oneof({ arbitrary: sum, weight: 6 }, chain(truth, truth, ['and', 'or']));
  const pipe = fc.oneof({ arbitrary: logic, weight: 3 }, chain(logic, call, ['|>']));
  return fc.oneof({ arbitrary: pipe, weight: 6 }, chain(pipe, pipe, ['else']));
}

function chain(
  first: fc.Arbitrary<string>,
  next: fc.Arbitrary<string>,
  signs: readonly string[],
): fc.Arbitrary<string> {
  const links = fc.array(fc.tuple(fc.constantFrom(...signs), next), { maxLength: 3 });
  return fc.tuple(first, links).map(([head, rest]) => [head, ...rest.flat()].join(' '));
}

const expression = expressions(2);

const operand = fc.oneof(
  names,
  fc.tuple(names, expression).map(([name, index]) => `${name}[${index}]`),
  fc.array(names, { minLength: 1, maxLength: 3 }).map((all) => `[${all.join(',')}]`),
);
const operands = fc.array(operand, { minLength: 1, maxLength: 3 }).map((all) => all.join(','));
const given = fc.array(expression, { maxLength: 3 }).map((all) => `(${all.join(',')})`);

const item = fc.oneof(
  fc.tuple(names, expression).map(([name, value]) => `let ${name}=${value}`),
  fc.tuple(names, expression).map(([name, size]) => `param ${name}: angle[${size}]?`),
  fc.tuple(operands, names, given).map(([on, name, list]) => `fuse ${on} with ${name}${list}`),
  fc
    .tuple(fc.array(expression, { minLength: 1, maxLength: 3 }), operands, names, given)
    .map(([values, on, name, list]) => `encode ${values.join(',')} into ${on} with ${name}${list}`),
);
const gate = fc.tuple(names, given, operands).map(([name, list, on]) => `${name}${list} ${on}`);
const step = fc.oneof(
  gate,
  fc.tuple(expression, gate, gate).map(([when, a, b]) => `if ${when} {${a}} else {${b}}`),
  fc.tuple(expression, gate).map(([over, inner]) => `for (i, j) in ${over} {${inner}}`),
);

/** Programs that can be read, whatever they mean. */
export const programs: fc.Arbitrary<string> = fc
  .tuple(fc.array(item, { maxLength: 4 }), fc.array(step, { maxLength: 4 }), expression)
  .map(
    ([items, steps, value]) =>
      `model M {\n${items.join('\n')}\n}\n` +
      `circuit c(x: real) on q[n], r {\n${steps.join('\n')}\n}\n` +
      `train M on d { rate: ${value} }\n`,
  );
