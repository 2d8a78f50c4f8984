using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Registration;
using Orleans.Hosting;

namespace Orleans.Embedded;

/// <summary>The embedded engine of one host: its grain classes, its activations, its clock.</summary>
internal sealed class GrainEngine
{
    private readonly Lock _gate = new();
    private readonly Dictionary<GrainClass, ActivationDirectory> _directories = [];
    private ActivationDirectory?[] _byInterface = [];
    private volatile bool _isStopping;

    public GrainEngine(
        IServiceProvider services,
        ServiceLifetimes lifetimes,
        IOptions<EmbeddedGrainOptions> options,
        TimeProvider time,
        GrainEngineStatistics statistics,
        ILogger<GrainEngine> logger)
    {
        Services = services;
        Lifetimes = lifetimes;
        Options = options.Value;
        Time = time;
        Statistics = statistics;
        Log = new GrainEngineLog(logger);
        Clock = new CoarseClock(time, Options.CollectionQuantum);
        Factory = new GrainFactory(this);
    }

    public IServiceProvider Services { get; }

    public ServiceLifetimes Lifetimes { get; }

    public EmbeddedGrainOptions Options { get; }

    public TimeProvider Time { get; }

    public CoarseClock Clock { get; }

    public GrainEngineStatistics Statistics { get; }

    public GrainEngineLog Log { get; }

    public IGrainFactory Factory { get; }

    /// <summary>No grain is activated any more.</summary>
    public bool IsStopping => _isStopping;

    public void RefuseActivations() => _isStopping = true;

    public ActivationDirectory[] Directories()
    {
        lock (_gate)
        {
            return [.. _directories.Values];
        }
    }

    public ActivationDirectory DirectoryOf<TGrainInterface>()
    {
        var known = _byInterface;
        var index = GrainInterface<TGrainInterface>.Index;
        return (uint)index < (uint)known.Length && known[index] is { } directory
            ? directory
            : Find(typeof(TGrainInterface), index);
    }

    public ActivationDirectory DirectoryOf(Type grainInterface, string? classNamePrefix)
    {
        var grainClass = GrainRegistry.ClassOf(grainInterface, classNamePrefix);
        lock (_gate)
        {
            if (!_directories.TryGetValue(grainClass, out var directory))
            {
                directory = new ActivationDirectory(this, grainClass);
                _directories.Add(grainClass, directory);
            }

            return directory;
        }
    }

    private ActivationDirectory Find(Type grainInterface, int index)
    {
        var directory = DirectoryOf(grainInterface, null);
        lock (_gate)
        {
            var known = new ActivationDirectory?[Math.Max(_byInterface.Length, index + 1)];
            _byInterface.CopyTo(known, 0);
            known[index] = directory;
            _byInterface = known;
            return directory;
        }
    }
}
