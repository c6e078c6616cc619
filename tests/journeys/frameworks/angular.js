import '@angular/compiler';
import { createComponent } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { Discussion } from './discussion';

export async function mount(element) {
  const app = await createApplication();
  const hostElement = element.appendChild(document.createElement('app-discussion'));
  const component = createComponent(Discussion, { environmentInjector: app.injector, hostElement });
  return {
    show: (props) => {
      for (const [name, value] of Object.entries(props)) component.setInput(name, value);
      if (app.viewCount === 0) app.attachView(component.hostView);
    },
    remove: () => app.destroy(),
  };
}
