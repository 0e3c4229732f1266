import { useEffect, useState } from 'preact/hooks';

/** Whether this device has a network at all; that it reaches us is only known by calling. */
export const useConnection = (): boolean => {
  const [connected, setConnected] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setConnected(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return connected;
};
