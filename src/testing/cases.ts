import { authorCases } from './cases/author.ts';
import { createCases } from './cases/create.ts';
import { editCases } from './cases/edit.ts';
import { extraCases } from './cases/extra.ts';
import { listCases } from './cases/list.ts';
import { locateCases } from './cases/locate.ts';
import { pagingCases } from './cases/paging.ts';
import { reactCases } from './cases/react.ts';
import { removeCases } from './cases/remove.ts';
import { sortCases } from './cases/sort.ts';
import { textCases } from './cases/text.ts';
import { watchCases } from './cases/watch.ts';
import type { ConformanceCase } from './conformance-case.ts';

/** All cases, by what they are about. */
export const GROUPS: Readonly<Record<string, readonly ConformanceCase[]>> = {
  list: listCases,
  sort: sortCases,
  paging: pagingCases,
  create: createCases,
  text: textCases,
  edit: editCases,
  remove: removeCases,
  react: reactCases,
  locate: locateCases,
  author: authorCases,
  watch: watchCases,
  extra: extraCases,
};
