import { ThreadElement } from '../elements/thread/thread.element.ts';
import { register } from './register.ts';

register(ThreadElement);
