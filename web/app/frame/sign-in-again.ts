import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Leads to the sign-in and back to the very place where the person is. */
export const SignInContext = createContext<() => void>(() => {});

export const useSignInAgain = (): (() => void) => useContext(SignInContext);
