import { mount as mountComponent, unmount } from 'svelte';
import Discussion from './discussion.svelte';

export function mount(target) {
  let props = $state.raw();
  let component;
  return {
    show: (given) => {
      props = given;
      component ??= mountComponent(Discussion, {
        target,
        props: {
          get adapter() {
            return props.adapter;
          },
          get layout() {
            return props.layout;
          },
        },
      });
    },
    remove: () => unmount(component),
  };
}
