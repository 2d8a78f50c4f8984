namespace Orleans.Embedded.Activations;

/// <summary>Where an activation is in its life. It only moves forward.</summary>
internal enum ActivationPhase : byte
{
    /// <summary>The grain is made, its states are read, it activates. Requests wait.</summary>
    Activating,

    /// <summary>Requests run.</summary>
    Valid,

    /// <summary>It will end: running requests finish, others wait for the next activation.</summary>
    Draining,

    /// <summary>The grain deactivates.</summary>
    Closing,

    /// <summary>It is out of the directory; whatever still arrives is passed on to the next activation.</summary>
    Dead,
}
