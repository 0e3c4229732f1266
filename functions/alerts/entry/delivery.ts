import { wireDelivery } from '../wiring/delivery.ts';

export const handler = wireDelivery();
