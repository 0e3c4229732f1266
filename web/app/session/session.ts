/** The access token could not be renewed: the person has to sign in again, and finds everything where it was. */
export class SessionEnded extends Error {
  constructor() {
    super('the session has ended');
    this.name = 'SessionEnded';
  }
}

/** Who is signed in, for everything on the site. What it holds never leaves this browser but to its issuer. */
export interface Session {
  /** Whether somebody has signed in in this browser; their session may have ended meanwhile. */
  isOpen(): Promise<boolean>;
  /** An access token good for the next call, renewed when it has to be. Rejects with `SessionEnded`. */
  token(): Promise<string>;
  /** Another token than the one that was just refused. Rejects with `SessionEnded`. */
  renewed(refused: string): Promise<string>;
  /** Leaves the page; the person comes back to `place`, a path of this site. `anew`: they prove who they are even if they are signed in. */
  signIn(place: string, anew?: boolean): Promise<void>;
  /** At the return from the issuer: the place to go to, or undefined when this page was not opened by it. Rejects when the sign-in failed. */
  finishSignIn(): Promise<string | undefined>;
  /** Ends the session here, in the other tabs and at the issuer. Leaves the page. */
  signOut(): Promise<void>;
  /** Told when somebody signs in or out in another tab. */
  onElsewhere(tell: (signedIn: boolean) => void): void;
}
