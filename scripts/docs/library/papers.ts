/** The papers that doc comments of the library name by authors and year. */
export const papers: Readonly<Record<string, string>> = {
  'Arevalo et al. 2017':
    'J. Arevalo, T. Solorio, M. Montes-y-Gómez, F. González: Gated multimodal units for information fusion. arXiv:1702.01992',
  'Ba, Kiros and Hinton 2016':
    'J. L. Ba, J. R. Kiros, G. E. Hinton: Layer normalization. arXiv:1607.06450',
  'Barkoutsos et al. 2018':
    'P. Barkoutsos et al.: Quantum algorithms for electronic structure calculations: particle-hole Hamiltonian and optimized wave-function expansions. Phys. Rev. A 98, 022322. arXiv:1805.04340',
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
  'Garcia-Escartin and Chamorro-Posada 2013':
    'J. C. Garcia-Escartin, P. Chamorro-Posada: Swap test and Hong-Ou-Mandel effect are equivalent. Phys. Rev. A 87, 052330. arXiv:1303.6814',
  'Glorot and Bengio 2010':
    'X. Glorot, Y. Bengio: Understanding the difficulty of training deep feedforward neural networks. AISTATS 2010',
  'Grant et al. 2018':
    'E. Grant et al.: Hierarchical quantum classifiers. npj Quantum Inf. 4, 65. arXiv:1804.03680',
  'Havlicek et al. 2019':
    'V. Havlíček et al.: Supervised learning with quantum-enhanced feature spaces. Nature 567, 209. arXiv:1804.11326',
  'Henderson et al. 2020':
    'M. Henderson, S. Shakya, S. Pradhan, T. Cook: Quanvolutional neural networks: powering image recognition with quantum circuits. Quantum Mach. Intell. 2, 2. arXiv:1904.04767',
  'Huang et al. 2021':
    'H.-Y. Huang et al.: Power of data in quantum machine learning. Nat. Commun. 12, 2631. arXiv:2011.01938',
  'Hubregtsen et al. 2022':
    'T. Hubregtsen et al.: Training quantum embedding kernels on near-term quantum computers. Phys. Rev. A 106, 042431. arXiv:2105.02276',
  'Huggins et al. 2019':
    'W. Huggins, P. Patil, B. Mitchell, K. B. Whaley, E. M. Stoudenmire: Towards quantum machine learning with tensor networks. Quantum Sci. Technol. 4, 024001. arXiv:1803.11537',
  'Kandala et al. 2017':
    'A. Kandala et al.: Hardware-efficient variational quantum eigensolver for small molecules and quantum magnets. Nature 549, 242. arXiv:1704.05018',
  'Kraus and Cirac 2001':
    'B. Kraus, J. I. Cirac: Optimal creation of entanglement using a two-qubit gate. Phys. Rev. A 63, 062309. arXiv:quant-ph/0011050',
  'Kyriienko, Paine and Elfving 2021':
    'O. Kyriienko, A. E. Paine, V. E. Elfving: Solving nonlinear differential equations with differentiable quantum circuits. Phys. Rev. A 103, 052416. arXiv:2011.10395',
  'LaRose and Coyle 2020':
    'R. LaRose, B. Coyle: Robust data encodings for quantum classifiers. Phys. Rev. A 102, 032420. arXiv:2003.01695',
  'LeCun et al. 1989':
    'Y. LeCun et al.: Backpropagation applied to handwritten zip code recognition. Neural Comput. 1, 541',
  'Lin et al. 2017':
    'T.-Y. Lin, P. Goyal, R. Girshick, K. He, P. Dollár: Focal loss for dense object detection. ICCV 2017. arXiv:1708.02002',
  'Liu et al. 2018':
    'Z. Liu et al.: Efficient low-rank multimodal fusion with modality-specific factors. ACL 2018. arXiv:1806.00064',
  'Lloyd et al. 2020':
    'S. Lloyd, M. Schuld, A. Ijaz, J. Izaac, N. Killoran: Quantum embeddings for machine learning. arXiv:2001.03622',
  'Meichanetzidis et al. 2020':
    'K. Meichanetzidis et al.: Quantum natural language processing on near-term quantum computers. QPL 2020, EPTCS 340. arXiv:2005.04147',
  'Meyer and Wallach 2002':
    'D. A. Meyer, N. R. Wallach: Global entanglement in multiparticle systems. J. Math. Phys. 43, 4273. arXiv:quant-ph/0108104',
  'Perez-Salinas et al. 2020':
    'A. Pérez-Salinas, A. Cervera-Lierta, E. Gil-Fuster, J. I. Latorre: Data re-uploading for a universal quantum classifier. Quantum 4, 226. arXiv:1907.02085',
  'Romero et al. 2017':
    'J. Romero, J. P. Olson, A. Aspuru-Guzik: Quantum autoencoders for efficient compression of quantum data. Quantum Sci. Technol. 2, 045001. arXiv:1612.02806',
  'Schatzki et al. 2024':
    'L. Schatzki, M. Larocca, Q. T. Nguyen, F. Sauvage, M. Cerezo: Theoretical guarantees for permutation-equivariant quantum neural networks. npj Quantum Inf. 10, 12. arXiv:2210.09974',
  'Schuld et al. 2020':
    'M. Schuld, A. Bocharov, K. M. Svore, N. Wiebe: Circuit-centric quantum classifiers. Phys. Rev. A 101, 032308. arXiv:1804.00633',
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
  'Vidal 2008':
    'G. Vidal: Class of quantum many-body states that can be efficiently simulated. Phys. Rev. Lett. 101, 110501. arXiv:quant-ph/0610099',
  'Waibel et al. 1989':
    'A. Waibel, T. Hanazawa, G. Hinton, K. Shikano, K. J. Lang: Phoneme recognition using time-delay neural networks. IEEE Trans. Acoust. Speech Signal Process. 37, 328',
  'Wiersema et al. 2020':
    'R. Wiersema et al.: Exploring entanglement and optimization within the Hamiltonian variational ansatz. PRX Quantum 1, 020319. arXiv:2008.02941',
};
