/** Comments as HTML, for pages that are made before anybody reads them. */
export { renderThread, type StaticThreadOptions } from './render-thread.ts';
