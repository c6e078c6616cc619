/** Registers every element when one of them comes near the viewport; until then next to nothing is loaded. */
import { whenNear } from './embed/when-near.ts';

whenNear(() => void import('./all.ts'));
