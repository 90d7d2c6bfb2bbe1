export {
  clusterDoctorView,
  doctorView,
  type DoctorOptions,
} from './doctorView';
export {
  examineCluster,
  examineKinds,
  missingRbac,
  type ExaminationOptions,
} from './examineCluster';
