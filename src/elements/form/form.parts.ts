/** The form's parts, for elements that hold a form in their own shadow root. */
const FORM_PARTS =
  'form title textarea fields field label input hint error remember submit-button cancel-button status';

/** `exportparts` for a form inside another element: each part under its own name. */
export const exportedFormParts = FORM_PARTS.split(' ').join(',');
