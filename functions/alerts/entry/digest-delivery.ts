import { wireDigestDelivery } from '../wiring/digest-delivery.ts';

export const handler = wireDigestDelivery();
