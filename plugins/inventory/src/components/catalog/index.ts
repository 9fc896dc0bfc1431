export { DriftPicker, OriginPicker, TierPicker } from './InventoryPickers';
