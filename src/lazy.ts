/** Registers every element when one of them comes near the viewport; until then next to nothing is loaded. */
import { whenNear } from './start/when-near.ts';

// Where pages are rendered on a server, too, this module is imported there, and there is no viewport.
if (typeof document !== 'undefined') whenNear(() => void import('./all.ts'));
