/**
 * Stands for an object that is built when somebody first looks at one of its properties, such as a schema, which is looked at when it parses.
 * What was built then becomes its prototype: from there on, to look at it costs no more than if it had been built at once.
 */
export const lazily = <Built extends object>(build: () => Built): Built => {
  const standIn = {};
  const settle = (): object => Object.setPrototypeOf(standIn, build());
  const unbuilt = new Proxy(
    {},
    {
      get: (_target, property, receiver) => Reflect.get(settle(), property, receiver),
      has: (_target, property) => Reflect.has(settle(), property),
    },
  );
  return Object.setPrototypeOf(standIn, unbuilt) as Built;
};
