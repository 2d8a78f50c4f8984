using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Activations;

/// <summary>The requests that have started and not finished, by what they let in beside them.</summary>
internal struct RunningRequests
{
    private int _interleaving;
    private int _readers;
    private bool _writer;

    public readonly bool Any => _writer || _readers > 0 || _interleaving > 0;

    public readonly bool Admits(GrainCallOptions options)
    {
        if ((options & GrainCallOptions.AlwaysInterleave) != 0)
        {
            return true;
        }

        return !_writer && (_readers == 0 || (options & GrainCallOptions.ReadOnly) != 0);
    }

    public void Begin(GrainCallOptions options)
    {
        if ((options & GrainCallOptions.AlwaysInterleave) != 0)
        {
            _interleaving++;
        }
        else if ((options & GrainCallOptions.ReadOnly) != 0)
        {
            _readers++;
        }
        else
        {
            _writer = true;
        }
    }

    public void End(GrainCallOptions options)
    {
        if ((options & GrainCallOptions.AlwaysInterleave) != 0)
        {
            _interleaving--;
        }
        else if ((options & GrainCallOptions.ReadOnly) != 0)
        {
            _readers--;
        }
        else
        {
            _writer = false;
        }
    }
}
