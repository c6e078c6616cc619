import { h, render } from 'preact';
import { Discussion } from './discussion';

export function mount(element) {
  return {
    show: (props) => render(h(Discussion, props), element),
    remove: () => render(null, element),
  };
}
