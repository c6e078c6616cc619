/**
 * Counts of threads at a server that takes their names in one list, cut at commas: names with a comma in them are
 * asked for one by one.
 */
export async function countsByList(
  names: readonly string[],
  countAll: (names: readonly string[]) => Promise<readonly number[]>,
  countOne: (name: string) => Promise<number>,
): Promise<readonly number[]> {
  const listed = names.filter((name) => !name.includes(','));
  const numbers = listed.length > 0 ? await countAll(listed) : [];
  const counted = new Map(listed.map((name, index) => [name, numbers[index] ?? 0]));
  return Promise.all(names.map(async (name) => counted.get(name) ?? countOne(name)));
}
