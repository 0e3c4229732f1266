import type { Route } from '../../../schemas/routes/route.ts';
import { type Client, client } from '../../client.ts';
import type { Session } from '../session/session.ts';
import { authorised, reach } from './authorised.ts';

/** The API in the name of the person: each page names the routes that it calls, and loads no others. */
export type Connect = <Routes extends Record<string, Route>>(routes: Routes) => Client<Routes>;

export const connectWith = (session: Session): Connect => {
  const send = authorised(session);
  return (routes) => client(routes, { base: `${location.origin}/api`, send });
};

/** The API in nobody's name, for what is open to all. */
export const openConnection: Connect = (routes) => client(routes, { base: `${location.origin}/api`, send: reach });
