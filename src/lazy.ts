/** Registers every element when one of them comes near the viewport; until then next to nothing is loaded. */
import { whenNear } from './start/when-near.ts';

whenNear(() => void import('./all.ts'));
