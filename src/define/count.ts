import { CountElement } from '../elements/count/count.element.ts';
import { register } from './register.ts';

register(CountElement);
