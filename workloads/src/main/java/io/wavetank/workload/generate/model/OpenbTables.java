package io.wavetank.workload.generate.model;

import io.wavetank.workload.generate.model.MachineMix.Machine;
import java.util.List;

/** What was measured on Alibaba's trace of 2023; see {@link OpenbLike}. */
final class OpenbTables {
    /** A size of pods and how many of them there are; CPU in millicores, GPU in thousandths of each device. */
    record PodSize(int count, long cpuMillis, long memoryMib, int gpus, int gpuMillis) {}

    /** Pods that are alike in their use of GPUs; run times at the probabilities of {@link OpenbLike}. */
    record Group(String name, int pods, List<Double> runSeconds, List<PodSize> sizes) {}

    static final List<Group> GROUPS = List.of(
            new Group(
                    "cpu",
                    1042,
                    List.of(10.0, 51.0, 78.0, 123.0, 149.0, 442.0, 1940.0, 11236.0, 18435.0, 27072.0, 54715.0, 92162.0),
                    List.of(
                            new PodSize(338, 12500, 57344, 0, 0),
                            new PodSize(284, 32000, 49152, 0, 0),
                            new PodSize(154, 8000, 30517, 0, 0),
                            new PodSize(117, 15400, 51200, 0, 0),
                            new PodSize(94, 16500, 51200, 0, 0),
                            new PodSize(11, 11400, 57344, 0, 0),
                            new PodSize(11, 8000, 15625, 0, 0),
                            new PodSize(8, 16000, 31250, 0, 0))),
            new Group(
                    "share",
                    2838,
                    List.of(1.0, 5.0, 25.0, 45.0, 104.0, 339.0, 1236.0, 5802.0, 13780.0, 55751.0, 244517.0, 982167.0),
                    List.of(
                            new PodSize(1017, 3152, 5600, 1, 810),
                            new PodSize(359, 11908, 47104, 1, 470),
                            new PodSize(328, 8000, 30517, 1, 470),
                            new PodSize(235, 11908, 47104, 1, 650),
                            new PodSize(110, 4000, 22888, 1, 320),
                            new PodSize(74, 3152, 5600, 1, 590),
                            new PodSize(72, 4000, 15258, 1, 320),
                            new PodSize(63, 4152, 10600, 1, 550),
                            new PodSize(58, 8000, 30517, 1, 320),
                            new PodSize(47, 4000, 15258, 1, 160),
                            new PodSize(46, 4000, 30517, 1, 230),
                            new PodSize(45, 4152, 10600, 1, 370),
                            new PodSize(42, 4000, 30517, 1, 320),
                            new PodSize(40, 6000, 6144, 1, 460),
                            new PodSize(26, 4000, 22888, 1, 230),
                            new PodSize(22, 6000, 12288, 1, 460))),
            new Group(
                    "one",
                    3533,
                    List.of(
                            1.0, 29.0, 49.0, 64.0, 164.0, 615.0, 2172.0, 5131.0, 11451.0, 90069.0, 2153133.0,
                            2612709.0),
                    List.of(
                            new PodSize(857, 11300, 49152, 1, 1000),
                            new PodSize(517, 11400, 48128, 1, 1000),
                            new PodSize(302, 3152, 5600, 1, 1000),
                            new PodSize(227, 18708, 64512, 1, 1000),
                            new PodSize(182, 9810, 41560, 1, 1000),
                            new PodSize(154, 15700, 58368, 1, 1000),
                            new PodSize(147, 11908, 47104, 1, 1000),
                            new PodSize(143, 12000, 24576, 1, 1000),
                            new PodSize(97, 4000, 24576, 1, 1000),
                            new PodSize(93, 14200, 58368, 1, 1000),
                            new PodSize(83, 16000, 32768, 1, 1000),
                            new PodSize(82, 8000, 16384, 1, 1000),
                            new PodSize(81, 12000, 16384, 1, 1000),
                            new PodSize(78, 24200, 93184, 1, 1000),
                            new PodSize(65, 11400, 77824, 1, 1000),
                            new PodSize(51, 11900, 77824, 1, 1000))),
            new Group(
                    "several",
                    70,
                    List.of(
                            22.0, 23.0, 36.0, 40.0, 151.0, 550.0, 4387.0, 61501.0, 142198.0, 932708.0, 972861.0,
                            977323.0),
                    List.of(
                            new PodSize(18, 64200, 263168, 8, 1000),
                            new PodSize(14, 88000, 327680, 8, 1000),
                            new PodSize(9, 32200, 132096, 4, 1000),
                            new PodSize(7, 16200, 66560, 2, 1000),
                            new PodSize(3, 120000, 737280, 8, 1000),
                            new PodSize(3, 6000, 65536, 2, 1000),
                            new PodSize(3, 64000, 262144, 8, 1000),
                            new PodSize(3, 32000, 131072, 4, 1000),
                            new PodSize(3, 30200, 160768, 2, 1000),
                            new PodSize(3, 60200, 320512, 4, 1000),
                            new PodSize(2, 120200, 640000, 8, 1000))));

    static final List<Machine> MACHINES = List.of(
            machine(549, 96000, 393216, 8, "G2"),
            machine(387, 104000, 524288, 2, "T4"),
            machine(129, 32000, 262144, 0, ""),
            machine(107, 16000, 122880, 2, "P100"),
            machine(59, 96000, 524288, 0, ""),
            machine(39, 128000, 786432, 8, "G3"),
            machine(30, 96000, 393216, 0, ""),
            machine(28, 32000, 131072, 4, "V100M16"),
            machine(23, 32000, 131072, 0, ""),
            machine(22, 64000, 262144, 2, "P100"),
            machine(22, 64000, 524288, 0, ""),
            machine(21, 96000, 786432, 8, "V100M32"),
            machine(20, 104000, 524288, 0, ""),
            machine(19, 8000, 32768, 1, "V100M16"),
            machine(17, 96000, 393216, 4, "T4"),
            machine(10, 32000, 65536, 0, ""),
            machine(9, 48000, 376832, 4, "V100M32"),
            machine(8, 64000, 262144, 0, ""),
            machine(7, 64000, 262144, 8, "V100M16"),
            machine(4, 64000, 131072, 0, ""),
            machine(3, 104000, 786432, 0, ""),
            machine(3, 8000, 61440, 1, "P100"),
            machine(2, 8000, 61440, 2, "P100"),
            machine(2, 128000, 1048576, 1, "A10"),
            machine(1, 82000, 344064, 8, "V100M16"),
            machine(1, 104000, 196608, 0, ""),
            machine(1, 96000, 786432, 0, ""));

    private OpenbTables() {}

    private static Machine machine(int count, long cpuMillis, long memoryMib, int gpus, String model) {
        String type = cpuMillis / 1000 + "x" + memoryMib / 1024 + (gpus == 0 ? "" : "x" + gpus + model);
        return new Machine(count, type, cpuMillis, memoryMib << 20, gpus, model);
    }
}
