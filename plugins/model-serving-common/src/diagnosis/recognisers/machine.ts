import type { Recogniser } from '../recogniser';

const ASK = 'Ask the platform team to check the GPUs of this machine.';

/** The machine, its driver or the links between GPUs are at fault. */
export const MACHINE: readonly Recogniser[] = [
  {
    name: 'driver-too-old',
    source:
      'PyTorch torch/csrc/cuda, the CUDA runtime, and nvidia-container-cli requirements',
    reason: 'CrashLoop',
    pattern:
      /NVIDIA driver on your system is too old(?: \(found version (\d+)\))?|CUDA driver version is insufficient for CUDA runtime version|unsatisfied condition: cuda ?>= ?([\d.]+)|forward compatibility was attempted on non supported HW|provided PTX was compiled with an unsupported toolchain/,
    conclude: ([, found, wanted]) => ({
      problem: `the GPU driver of the machine is too old for this image${driver(
        found,
        wanted,
      )}`,
      advice:
        'Use an image for an older CUDA, or ask the platform team for a newer driver.',
    }),
  },
  {
    name: 'gpu-too-old',
    source: 'the CUDA runtime (cudaErrorNoKernelImageForDevice)',
    reason: 'CrashLoop',
    pattern: /no kernel image is available for execution on the device/,
    conclude: () => ({
      problem: 'the image was not built for this GPU',
      advice: 'Use an image that supports this GPU, or another GPU.',
    }),
  },
  {
    name: 'no-gpu',
    source: 'PyTorch, vLLM platforms, and the dynamic linker',
    reason: 'CrashLoop',
    pattern:
      /Found no NVIDIA driver on your system|No CUDA GPUs are available|Failed to infer device type|libcuda\.so\.1: cannot open shared object|no NVIDIA GPU (?:detected|found)|NVIDIA Driver was not detected/i,
    conclude: () => ({
      problem: 'the program sees no GPU',
      advice: `Check that the service asks for GPUs. ${ASK}`,
    }),
  },
  {
    name: 'gpu-broken',
    source:
      'the CUDA runtime (cudaErrorECCUncorrectable, cudaErrorDevicesUnavailable)',
    reason: 'CrashLoop',
    pattern:
      /uncorrectable ECC error|CUDA-capable device\(s\) is\/are busy or unavailable|GPU is lost|has fallen off the bus/,
    conclude: () => ({
      problem: 'the GPU reports a fault of its own',
      advice: ASK,
    }),
  },
  {
    name: 'shared-memory',
    source:
      'NCCL shm transport and PyTorch workers; /dev/shm is 64 MiB by default',
    reason: 'CrashLoop',
    pattern:
      /Error while (?:creating|attaching to) shared memory segment|unable to (?:allocate|open) shared memory|out of shared memory|No space left on device.*\/dev\/shm/i,
    conclude: () => ({
      problem: 'its processes have too little shared memory (/dev/shm)',
      advice:
        'Mount a memory volume (emptyDir with medium Memory) at /dev/shm of the service.',
    }),
  },
  {
    name: 'nccl',
    source:
      'NCCL by way of PyTorch; vllm-project/vllm issues 10626 and 16707, pytorch/pytorch issue 121209',
    reason: 'CrashLoop',
    pattern:
      /NCCL error[^:\n]*:? ?(unhandled (?:system|cuda) error|internal error|remote process exited|invalid usage)?|nccl(?:System|UnhandledCuda|Internal|Remote)Error|DistBackendError|collective operation timeout/,
    conclude: ([, detail]) => ({
      problem: `the GPUs cannot talk to each other (NCCL${
        detail ? `: ${detail}` : ''
      })`,
      advice:
        'Check the shared memory (/dev/shm) of the service, and with several machines the network between them (NCCL_SOCKET_IFNAME); NCCL_DEBUG=INFO makes the log say more.',
    }),
  },
];

function driver(found: string | undefined, wanted: string | undefined): string {
  if (wanted) return ` (CUDA ${wanted} is needed)`;
  // PyTorch writes CUDA 12.8 as 12080.
  const version = found && Math.floor(Number(found) / 10);
  return version
    ? ` (it is for CUDA ${Math.floor(version / 100)}.${version % 100})`
    : '';
}
