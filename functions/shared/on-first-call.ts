import type { Route } from '../../schemas/routes/route.ts';
import type { UseCases } from './router.ts';

/**
 * Use cases that are loaded when one of `routes` is first called: what few callers ask for costs the others nothing at each start. `load` imports
 * their code and builds them, once; after a failure, again at the next call.
 */
export const onFirstCall = <Routes extends Record<string, Route>>(
  routes: Routes,
  load: () => Promise<UseCases<Routes>>,
): UseCases<Routes> => {
  let loading: Promise<UseCases<Routes>> | undefined;
  const loaded = async (): Promise<UseCases<Routes>> => {
    loading ??= load();
    try {
      return await loading;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  const standIn = (name: keyof Routes) => async (input: never, context: never) => (await loaded())[name](input, context);
  return Object.fromEntries(Object.keys(routes).map((name) => [name, standIn(name)])) as UseCases<Routes>;
};
