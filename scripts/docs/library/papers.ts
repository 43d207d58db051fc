/** The papers that doc comments of the library name by authors and year. */
export const papers: Readonly<Record<string, string>> = {
  'Arevalo et al. 2017':
    'J. Arevalo, T. Solorio, M. Montes-y-Gómez, F. González: Gated multimodal units for information fusion. arXiv:1702.01992',
  'Ba, Kiros and Hinton 2016':
    'J. L. Ba, J. R. Kiros, G. E. Hinton: Layer normalization. arXiv:1607.06450',
  'Barenco et al. 1995':
    'A. Barenco et al.: Elementary gates for quantum computation. Phys. Rev. A 52, 3457. arXiv:quant-ph/9503016',
  'Barkoutsos et al. 2018':
    'P. Barkoutsos et al.: Quantum algorithms for electronic structure calculations: particle-hole Hamiltonian and optimized wave-function expansions. Phys. Rev. A 98, 022322. arXiv:1805.04340',
  'Bengio et al. 2003':
    'Y. Bengio, R. Ducharme, P. Vincent, C. Jauvin: A neural probabilistic language model. J. Mach. Learn. Res. 3, 1137',
  'Brennen 2003':
    'G. K. Brennen: An observable measure of entanglement for pure states of multi-qubit systems. Quantum Inf. Comput. 3, 619. arXiv:quant-ph/0305094',
  'Brier 1950':
    'G. W. Brier: Verification of forecasts expressed in terms of probability. Monthly Weather Review 78, 1',
  'Buhrman et al. 2001':
    'H. Buhrman, R. Cleve, J. Watrous, R. de Wolf: Quantum fingerprinting. Phys. Rev. Lett. 87, 167902. arXiv:quant-ph/0102001',
  'Cerezo et al. 2021':
    'M. Cerezo, A. Sone, T. Volkoff, L. Cincio, P. J. Coles: Cost function dependent barren plateaus in shallow parametrized quantum circuits. Nat. Commun. 12, 1791. arXiv:2001.00550',
  'Cho et al. 2014':
    'K. Cho et al.: Learning phrase representations using RNN encoder-decoder for statistical machine translation. EMNLP 2014. arXiv:1406.1078',
  'Cong et al. 2019':
    'I. Cong, S. Choi, M. D. Lukin: Quantum convolutional neural networks. Nat. Phys. 15, 1273. arXiv:1810.03787',
  'Deerwester et al. 1990':
    'S. Deerwester, S. T. Dumais, G. W. Furnas, T. K. Landauer, R. Harshman: Indexing by latent semantic analysis. J. Am. Soc. Inf. Sci. 41, 391',
  'Farhi and Neven 2018':
    'E. Farhi, H. Neven: Classification with quantum neural networks on near term processors. arXiv:1802.06002',
  'Garcia-Escartin and Chamorro-Posada 2013':
    'J. C. Garcia-Escartin, P. Chamorro-Posada: Swap test and Hong-Ou-Mandel effect are equivalent. Phys. Rev. A 87, 052330. arXiv:1303.6814',
  'Glorot and Bengio 2010':
    'X. Glorot, Y. Bengio: Understanding the difficulty of training deep feedforward neural networks. AISTATS 2010',
  'Grant et al. 2018':
    'E. Grant et al.: Hierarchical quantum classifiers. npj Quantum Inf. 4, 65. arXiv:1804.03680',
  'Havlicek et al. 2019':
    'V. Havlíček et al.: Supervised learning with quantum-enhanced feature spaces. Nature 567, 209. arXiv:1804.11326',
  'Groisman, Popescu and Winter 2005':
    'B. Groisman, S. Popescu, A. Winter: Quantum, classical, and total amount of correlations in a quantum state. Phys. Rev. A 72, 032317. arXiv:quant-ph/0410091',
  'Hawashin 2024':
    'H. Hawashin: Multimodal quantum natural language processing: a novel framework for using quantum methods to analyse real data. arXiv:2411.05023',
  'He et al. 2016':
    'K. He, X. Zhang, S. Ren, J. Sun: Deep residual learning for image recognition. CVPR 2016. arXiv:1512.03385',
  'Henderson et al. 2020':
    'M. Henderson, S. Shakya, S. Pradhan, T. Cook: Quanvolutional neural networks: powering image recognition with quantum circuits. Quantum Mach. Intell. 2, 2. arXiv:1904.04767',
  'Hotelling 1933':
    'H. Hotelling: Analysis of a complex of statistical variables into principal components. J. Educ. Psychol. 24, 417',
  'Huang et al. 2021':
    'H.-Y. Huang et al.: Power of data in quantum machine learning. Nat. Commun. 12, 2631. arXiv:2011.01938',
  'Hubregtsen et al. 2022':
    'T. Hubregtsen et al.: Training quantum embedding kernels on near-term quantum computers. Phys. Rev. A 106, 042431. arXiv:2105.02276',
  'Huggins et al. 2019':
    'W. Huggins, P. Patil, B. Mitchell, K. B. Whaley, E. M. Stoudenmire: Towards quantum machine learning with tensor networks. Quantum Sci. Technol. 4, 024001. arXiv:1803.11537',
  'Hur, Kim and Park 2022':
    'T. Hur, L. Kim, D. K. Park: Quantum convolutional neural network for classical data classification. Quantum Mach. Intell. 4, 3. arXiv:2108.00661',
  'Kandala et al. 2017':
    'A. Kandala et al.: Hardware-efficient variational quantum eigensolver for small molecules and quantum magnets. Nature 549, 242. arXiv:1704.05018',
  'Kittler et al. 1998':
    'J. Kittler, M. Hatef, R. P. W. Duin, J. Matas: On combining classifiers. IEEE Trans. Pattern Anal. Mach. Intell. 20, 226',
  'Kraus and Cirac 2001':
    'B. Kraus, J. I. Cirac: Optimal creation of entanglement using a two-qubit gate. Phys. Rev. A 63, 062309. arXiv:quant-ph/0011050',
  'Kyriienko, Paine and Elfving 2021':
    'O. Kyriienko, A. E. Paine, V. E. Elfving: Solving nonlinear differential equations with differentiable quantum circuits. Phys. Rev. A 103, 052416. arXiv:2011.10395',
  'LaRose and Coyle 2020':
    'R. LaRose, B. Coyle: Robust data encodings for quantum classifiers. Phys. Rev. A 102, 032420. arXiv:2003.01695',
  'LeCun et al. 1989':
    'Y. LeCun et al.: Backpropagation applied to handwritten zip code recognition. Neural Comput. 1, 541',
  'Li, Song, Qin and Gao 2025':
    'J. Li, Y. Song, S. Qin, F. Gao: Quantum multi-view kernel learning with local information. arXiv:2505.16484',
  'Lin et al. 2017':
    'T.-Y. Lin, P. Goyal, R. Girshick, K. He, P. Dollár: Focal loss for dense object detection. ICCV 2017. arXiv:1708.02002',
  'Liu et al. 2018':
    'Z. Liu et al.: Efficient low-rank multimodal fusion with modality-specific factors. ACL 2018. arXiv:1806.00064',
  'Lloyd et al. 2020':
    'S. Lloyd, M. Schuld, A. Ijaz, J. Izaac, N. Killoran: Quantum embeddings for machine learning. arXiv:2001.03622',
  'Mari et al. 2020':
    'A. Mari, T. R. Bromley, J. Izaac, M. Schuld, N. Killoran: Transfer learning in hybrid classical-quantum neural networks. Quantum 4, 340. arXiv:1912.08278',
  'McClean et al. 2018':
    'J. R. McClean, S. Boixo, V. N. Smelyanskiy, R. Babbush, H. Neven: Barren plateaus in quantum neural network training landscapes. Nat. Commun. 9, 4812. arXiv:1803.11173',
  'Meichanetzidis et al. 2020':
    'K. Meichanetzidis et al.: Quantum natural language processing on near-term quantum computers. QPL 2020, EPTCS 340. arXiv:2005.04147',
  'Meyer and Wallach 2002':
    'D. A. Meyer, N. R. Wallach: Global entanglement in multiparticle systems. J. Math. Phys. 43, 4273. arXiv:quant-ph/0108104',
  'Mottonen et al. 2005':
    'M. Möttönen, J. J. Vartiainen, V. Bergholm, M. M. Salomaa: Transformation of quantum states using uniformly controlled rotations. Quantum Inf. Comput. 5, 467. arXiv:quant-ph/0407010',
  'Nguyen et al. 2025':
    'T. Nguyen, T. N. Hoang, P. L. Nguyen, H. L. Vu, T. C. Thang: Expressive and scalable quantum fusion for multimodal learning. arXiv:2510.06938',
  'Perez-Salinas et al. 2020':
    'A. Pérez-Salinas, A. Cervera-Lierta, E. Gil-Fuster, J. I. Latorre: Data re-uploading for a universal quantum classifier. Quantum 4, 226. arXiv:1907.02085',
  'Pokharel et al. 2025':
    'A. Pokharel, R. Rahman, T. Morris, D. C. Nguyen: Quantum federated learning for multimodal data: a modality-agnostic approach. CVPR workshops 2025, 545. arXiv:2507.08217',
  'Romero et al. 2017':
    'J. Romero, J. P. Olson, A. Aspuru-Guzik: Quantum autoencoders for efficient compression of quantum data. Quantum Sci. Technol. 2, 045001. arXiv:1612.02806',
  'Schatzki et al. 2024':
    'L. Schatzki, M. Larocca, Q. T. Nguyen, F. Sauvage, M. Cerezo: Theoretical guarantees for permutation-equivariant quantum neural networks. npj Quantum Inf. 10, 12. arXiv:2210.09974',
  'Schuld et al. 2020':
    'M. Schuld, A. Bocharov, K. M. Svore, N. Wiebe: Circuit-centric quantum classifiers. Phys. Rev. A 101, 032308. arXiv:1804.00633',
  'Schuld, Sweke and Meyer 2021':
    'M. Schuld, R. Sweke, J. J. Meyer: Effect of data encoding on the expressive power of variational quantum-machine-learning models. Phys. Rev. A 103, 032430. arXiv:2008.08605',
  'Shawe-Taylor and Cristianini 2004':
    'J. Shawe-Taylor, N. Cristianini: Kernel methods for pattern analysis. Cambridge University Press',
  'Shin, Teo and Jeong 2023':
    'S. Shin, Y. S. Teo, H. Jeong: Exponential data encoding for quantum supervised learning. Phys. Rev. A 107, 012422. arXiv:2206.12105',
  'Sim, Johnson and Aspuru-Guzik 2019':
    'S. Sim, P. D. Johnson, A. Aspuru-Guzik: Expressibility and entangling capability of parameterized quantum circuits for hybrid quantum-classical algorithms. Adv. Quantum Technol. 2, 1900070. arXiv:1905.10876',
  'Sparck Jones 1972':
    'K. Spärck Jones: A statistical interpretation of term specificity and its application in retrieval. J. Documentation 28, 11',
  'Szegedy et al. 2016':
    'C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens, Z. Wojna: Rethinking the Inception architecture for computer vision. CVPR 2016. arXiv:1512.00567',
  'Vaswani et al. 2017':
    'A. Vaswani et al.: Attention is all you need. NeurIPS 2017. arXiv:1706.03762',
  'Vatan and Williams 2004':
    'F. Vatan, C. Williams: Optimal quantum circuits for general two-qubit gates. Phys. Rev. A 69, 032315. arXiv:quant-ph/0308006',
  'Vedaie et al. 2020':
    'S. S. Vedaie, M. Noori, J. S. Oberoi, B. C. Sanders, E. Zahedinejad: Quantum multiple kernel learning. arXiv:2011.09694',
  'Vidal 2008':
    'G. Vidal: Class of quantum many-body states that can be efficiently simulated. Phys. Rev. Lett. 101, 110501. arXiv:quant-ph/0610099',
  'Waibel et al. 1989':
    'A. Waibel, T. Hanazawa, G. Hinton, K. Shikano, K. J. Lang: Phoneme recognition using time-delay neural networks. IEEE Trans. Acoust. Speech Signal Process. 37, 328',
  'Wiersema et al. 2020':
    'R. Wiersema et al.: Exploring entanglement and optimization within the Hamiltonian variational ansatz. PRX Quantum 1, 020319. arXiv:2008.02941',
  'Wolf et al. 2008':
    'M. M. Wolf, F. Verstraete, M. B. Hastings, J. I. Cirac: Area laws in quantum systems: mutual information and correlations. Phys. Rev. Lett. 100, 070502. arXiv:0704.3906',
  'Zheng et al. 2024':
    'J. Zheng, Q. Gao, D. Dong, J. Lü, Y. Deng: A quantum multimodal neural network model for sentiment analysis on quantum circuits. IEEE Trans. Artif. Intell., doi:10.1109/TAI.2024.3511514',
};
