export {
  EntityLink,
  type EntityLinkProps,
  EntityName,
  type EntityNameProps,
} from './EntityLink';
