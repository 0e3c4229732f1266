/** Numbers from 0 to 1 in no order that anybody would see, and the same at each run. */
export const sameNumbers = (seed: number) => (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
  return seed / 2 ** 31;
};
