/** A value is missing, or the template holds more than values: SES takes such a mail over and never sends it. */
export class RenderingFailed extends Error {}

export type TemplateValues = Record<string, unknown>;

const valueAt = (values: TemplateValues, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as TemplateValues | undefined)?.[name], values);

/**
 * Puts values in the place of `{{name}}`. As in SES nothing is escaped, not even in HTML: a mail that is safe here is safe there. Logic
 * (`{{#if …}}`) is refused, since Parvis writes its mails itself.
 */
export const render = (template: string, values: TemplateValues): string =>
  template.replace(/\{\{\{?\s*([^{}]*?)\s*\}?\}\}/g, (_, name: string) => {
    if (!/^[\w.-]+$/.test(name)) throw new RenderingFailed(`"{{${name}}}" is not a value, and the local mail service renders values alone`);
    const value = valueAt(values, name);
    if (value === undefined || value === null) throw new RenderingFailed(`Attribute '${name}' is not present in the rendering data.`);
    return String(value);
  });

/** Values of the mail over the default ones. */
export const mergeValues = (...data: (string | undefined)[]): TemplateValues =>
  Object.assign({}, ...data.map((text) => JSON.parse(text || '{}')));
