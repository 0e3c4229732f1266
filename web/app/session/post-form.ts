/** Leaves the page by a form, because what it carries must not be in an address. */
export const postForm = (action: string, fields: Record<string, string | undefined>): void => {
  const form = Object.assign(document.createElement('form'), { method: 'post', action });
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  }
  document.body.append(form);
  form.submit();
};
