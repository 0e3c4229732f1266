import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { accounts } from '../../../schemas/routes/accounts.ts';
import type { Reply, Route } from '../../../schemas/routes/route.ts';
import type { Space } from '../../../schemas/space.ts';
import type { Client } from '../../client.ts';
import type { Connect } from '../calls/connect.ts';
import type { Session } from '../session/session.ts';

export type Me = Reply<typeof accounts.readMyAccount>;

/** What every page is given. */
export interface Parvis {
  me: Me;
  /** The personal one first. */
  spaces: Space[];
  session: Session;
  connect: Connect;
  /** Says a result, to eyes and to screen readers; the next one, or another page, takes its place. */
  say: (result: string) => void;
  /** Leads to another place of the space and says the result there. */
  leaveTo: (place: string, result: string) => void;
  /** Reads again who the person is and what they have, after a change of it. */
  refresh: () => void;
}

export const ParvisContext = createContext<Parvis | undefined>(undefined);

export const useParvis = (): Parvis => {
  const parvis = useContext(ParvisContext);
  if (!parvis) throw new Error('a page stands outside of the frame');
  return parvis;
};

/** The routes of one group, called in the name of the person. */
export const useApi = <Routes extends Record<string, Route>>(routes: Routes): Client<Routes> => {
  const { connect } = useParvis();
  return useMemo(() => connect(routes), [connect, routes]);
};
