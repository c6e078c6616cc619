import { ShareBarElement } from '../elements/share-bar/share-bar.element.ts';
import { register } from './register.ts';

register(ShareBarElement);
