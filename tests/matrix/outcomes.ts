/** What came of one case of the conformance kit for an adapter, in one of the ways in which that is tested. */
export interface Outcome {
  /** As its module in `src/adapters` is called. */
  readonly adapter: string;
  /** Group and title, such as `edit: changes the text and nothing else`. */
  readonly title: string;
  readonly result: 'passed' | 'failed' | 'not applicable';
}
