import { createComponent, createSignal } from 'solid-js';
import { render } from 'solid-js/web';
import { Discussion } from './discussion';

export function mount(element) {
  const [props, setProps] = createSignal();
  let dispose;
  return {
    show: (given) => {
      setProps(given);
      dispose ??= render(
        () =>
          createComponent(Discussion, {
            get adapter() {
              return props().adapter;
            },
            get layout() {
              return props().layout;
            },
          }),
        element,
      );
    },
    remove: () => dispose(),
  };
}
