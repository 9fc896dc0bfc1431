export { DriftPicker, OriginPicker } from './InventoryPickers';
