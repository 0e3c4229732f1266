import type { AccountId } from '../../../schemas/account.ts';
import type { WayOn } from '../../../schemas/routes/route.ts';
import { type Clock, epochSeconds } from '../../shared/clock.ts';
import type { Trail, Visitor } from '../../shared/context.ts';
import { deviceInWords } from '../../shared/device.ts';
import { type Commit, held } from '../../shared/store/commit.ts';
import { historyWrite } from '../../shared/store/history.ts';
import type { SignIn, SignInStore } from '../store/sign-ins.ts';
import { signInPath } from './open-sign-in.ts';

/** What follows from what was shown: enough, with what tokens will say of it, or one more step at the page of that name. */
export type Judged = { enough: true; acr: string; amr: string[] } | { enough: false; step: string };

/** Decides on the proofs of a person; the same proofs of another role may not be enough. */
export type Judge = (accountId: AccountId, proofs: readonly string[]) => Promise<Judged>;

export interface TakeProofDependencies {
  signIns: Pick<SignInStore, 'shown' | 'keepShown' | 'endWrites'>;
  judge: Judge;
  commit: Commit;
  historyTable: string;
  clock: Clock;
}

export interface Proven {
  signIn: SignIn;
  accountId: AccountId;
  /** By what: `password`, `franceconnect`, `totp`… Whoever calls has checked it, and that the account is active. */
  proof: string;
  visitor: Visitor;
  trail: Trail;
}

/** `other-account`: somebody else is signed in in this browser; `gone`: it was ended meanwhile. */
export type Taken = WayOn | 'other-account' | 'gone';

export type TakeProof = (proven: Proven) => Promise<Taken>;

/**
 * The one way through which people come in, whatever they proved who they are with: adds a proof to a sign-in, and either leads to the next step or
 * ends it, together with its line of history and its audit record. A proof of another person than the last one starts from nothing.
 */
export const takeProof =
  ({ signIns, judge, commit, historyTable, clock }: TakeProofDependencies): TakeProof =>
  async ({ signIn, accountId, proof, visitor, trail }) => {
    if (signIn.signedInAs && signIn.signedInAs !== accountId) return 'other-account';
    const before = await signIns.shown(signIn.uid);
    const proofs = [...(before?.accountId === accountId ? before.proofs.filter((one) => one !== proof) : []), proof];
    const judged = await judge(accountId, proofs);
    if (!judged.enough) {
      await signIns.keepShown(signIn.uid, { accountId, proofs });
      return { to: signInPath(signIn.uid, judged.step) };
    }
    const at = clock();
    const device = deviceInWords(visitor.agent);
    const login = { accountId, acr: judged.acr, amr: judged.amr, ts: epochSeconds(at), remember: true };
    const ended = await held(
      commit({
        writes: [
          ...signIns.endWrites(signIn, { login }),
          historyWrite(historyTable, { accountId, at, kind: 'signed-in', by: { type: 'self' }, ...(device && { device }) }),
        ],
        trail: { ...trail, actor: accountId },
        about: { clientId: signIn.clientId, acr: judged.acr },
      }),
    );
    return ended ? { to: new URL(signIn.returnTo) } : 'gone';
  };
