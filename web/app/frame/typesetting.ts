import { type ComponentChildren, options, type VNode } from 'preact';
import { typeset } from '../../../schemas/typography.ts';

const setText = (child: ComponentChildren): ComponentChildren => (typeof child === 'string' ? typeset(child) : child);

/** Every text that an element shows is typeset; what its attributes say, and what fields hold, stays as it is. */
export const typesetTexts = (): void => {
  const before = options.vnode;
  options.vnode = (vnode: VNode<{ children?: ComponentChildren }>) => {
    const { type, props } = vnode;
    if (typeof type === 'string' && props.children !== undefined)
      props.children = Array.isArray(props.children) ? props.children.map(setText) : setText(props.children);
    before?.(vnode);
  };
};
