/** The values of a pattern's `:names` in a place, decoded; undefined when the place is another. */
export const match = (pattern: string, place: string): Record<string, string> | undefined => {
  const [path = ''] = place.split('?');
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [position, part] of wanted.entries()) {
    const value = given[position] ?? '';
    if (!part.startsWith(':')) {
      if (part !== value) return undefined;
    } else if (value === '') return undefined;
    else {
      try {
        values[part.slice(1)] = decodeURIComponent(value);
      } catch {
        return undefined;
      }
    }
  }
  return values;
};
