/**
 * Reads a file of the data that lies beside the repository on some machines. Where it does not, the test
 * is skipped, and the run names it: `const page = await readSharedData(this, 'seed-page.txt')`.
 */
export async function readSharedData(test: Mocha.Context, path: string): Promise<string> {
  const response = await fetch(`/__shared/${path}`);
  if (response.status === 404) test.skip();
  if (!response.ok) throw new Error(`/__shared/${path}: status ${response.status}`);
  return response.text();
}
