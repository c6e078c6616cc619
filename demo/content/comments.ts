import { doorstep } from './threads/doorstep.ts';
import { elsewhere } from './threads/elsewhere.ts';
import { later } from './threads/later.ts';
import { names } from './threads/names.ts';
import { opening } from './threads/opening.ts';
import { practical } from './threads/practical.ts';
import { returns } from './threads/returns.ts';
import { roofs } from './threads/roofs.ts';
import type { DemoComment } from './types.ts';

export type { DemoAuthor, DemoBody, DemoComment } from './types.ts';

/** The page under which it is held: the article in index.html. */
export const demoThread = { key: 'twenty-eight-millimetres', title: 'Twenty-eight millimetres' };

/** The discussion under it: written for this demo, with invented people. */
export const demoComments: readonly DemoComment[] = [
  ...opening,
  ...doorstep,
  ...names,
  ...roofs,
  ...practical,
  ...elsewhere,
  ...later,
  ...returns,
];
