import type { WalletArchive } from '../../../schemas/wallet-archive.ts';

const AVAILABLE_MILLISECONDS = 24 * 60 * 60 * 1000;

export const availableUntil = (now: Date): string => new Date(now.getTime() + AVAILABLE_MILLISECONDS).toISOString();

export const isOver = ({ availableUntil: until }: WalletArchive, now: Date): boolean => until !== null && until <= now.toISOString();
