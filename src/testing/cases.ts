import { authorCases } from './cases/author.ts';
import { challengeCases } from './cases/challenge.ts';
import { closedCases } from './cases/closed.ts';
import { countsCases } from './cases/counts.ts';
import { createCases } from './cases/create.ts';
import { disposeCases } from './cases/dispose.ts';
import { editCases } from './cases/edit.ts';
import { listCases } from './cases/list.ts';
import { locateCases } from './cases/locate.ts';
import { pagingCases } from './cases/paging.ts';
import { previewCases } from './cases/preview.ts';
import { reactCases } from './cases/react.ts';
import { removeCases } from './cases/remove.ts';
import { reportCases } from './cases/report.ts';
import { sortCases } from './cases/sort.ts';
import { textCases } from './cases/text.ts';
import { viewerCases } from './cases/viewer.ts';
import { watchCases } from './cases/watch.ts';
import type { ConformanceCase } from './conformance-case.ts';

/** All cases, by what they are about. */
export const GROUPS: Readonly<Record<string, readonly ConformanceCase[]>> = {
  list: listCases,
  sort: sortCases,
  paging: pagingCases,
  counts: countsCases,
  create: createCases,
  text: textCases,
  closed: closedCases,
  challenge: challengeCases,
  edit: editCases,
  remove: removeCases,
  react: reactCases,
  report: reportCases,
  preview: previewCases,
  locate: locateCases,
  author: authorCases,
  watch: watchCases,
  viewer: viewerCases,
  dispose: disposeCases,
};
