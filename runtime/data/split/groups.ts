/** Rows of each group, by its name, in the order of first appearance. */
export function rowsByGroup(groups: readonly string[]): Map<string, number[]> {
  const members = new Map<string, number[]>();
  for (const [row, group] of groups.entries()) {
    const list = members.get(group);
    if (list === undefined) members.set(group, [row]);
    else list.push(row);
  }
  return members;
}
