import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Leads to the sign-in and back to the very place where the person is; `anew` asks even who is signed in. */
export const SignInContext = createContext<(anew?: boolean) => void>(() => {});

export const useSignInAgain = (): ((anew?: boolean) => void) => useContext(SignInContext);
