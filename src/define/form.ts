import { FormElement } from '../elements/form/form.element.ts';
import { register } from './register.ts';

register(FormElement);
