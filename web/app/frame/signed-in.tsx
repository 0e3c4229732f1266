import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { accounts } from '../../../schemas/routes/accounts.ts';
import { spaces } from '../../../schemas/routes/spaces.ts';
import { connectWith } from '../calls/connect.ts';
import { Loaded, useLoading } from '../calls/loading.tsx';
import { keepOnlyFor } from '../forms/kept.ts';
import type { Session } from '../session/session.ts';
import { Frame, NOTHING_SAID } from './frame.tsx';
import { Header } from './header.tsx';
import { PageAt } from './pages.tsx';
import { type Parvis, ParvisContext } from './parvis.ts';
import { go, usePlace } from './place.ts';

/** Everything that somebody who is signed in sees. */
export const SignedIn = ({ session }: { session: Session }) => {
  const connect = useMemo(() => connectWith(session), [session]);
  const me = useLoading(async () => {
    const [account, { items }] = await Promise.all([connect(accounts).readMyAccount(), connect(spaces).listSpaces()]);
    keepOnlyFor(account.id);
    return { me: account, spaces: items };
  });
  if (me.state === 'ready') return <Inside {...me.value} refresh={me.reload} session={session} connect={connect} />;
  return (
    <Frame>
      <h1>Mon espace</h1>
      <Loaded of={me}>{() => null}</Loaded>
    </Frame>
  );
};

const Inside = (given: Omit<Parvis, 'say' | 'leaveTo'>) => {
  const place = usePlace();
  const [said, setSaid] = useState(NOTHING_SAID);
  const say = (text: string) => setSaid({ text });
  const from = useRef(place);
  const onArrival = useRef('');
  useEffect(() => {
    if (from.current !== place) say(onArrival.current);
    onArrival.current = '';
    from.current = place;
  }, [place]);
  const leaveTo = (next: string, result: string) => {
    onArrival.current = result;
    go(next);
  };
  const parvis = useMemo(() => ({ ...given, say, leaveTo }), Object.values(given));
  return (
    <ParvisContext.Provider value={parvis}>
      <Frame header={<Header />} said={said}>
        <PageAt place={place} />
      </Frame>
    </ParvisContext.Provider>
  );
};
