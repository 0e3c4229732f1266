import { wireReconciler } from '../wiring/reconciler.ts';

export const handler = wireReconciler();
