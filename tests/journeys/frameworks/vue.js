import { createApp, h, shallowRef } from 'vue';
import Discussion from './discussion.vue';

export function mount(element) {
  const props = shallowRef();
  const app = createApp({ render: () => props.value && h(Discussion, props.value) });
  app.mount(element);
  return {
    show: (given) => (props.value = given),
    remove: () => app.unmount(),
  };
}
