import { useEffect, useState } from 'preact/hooks';

/** What is behind the `#` of the address: `/espaces/3f…/documents`. */
const current = (): string => location.hash.replace(/^#/, '') || '/';

/** The place where the person is; follows links, the back button and `go`. */
export const usePlace = (): string => {
  const [place, setPlace] = useState(current);
  useEffect(() => {
    const follow = () => setPlace(current());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return place;
};

export const go = (place: string): void => {
  location.hash = place;
};
